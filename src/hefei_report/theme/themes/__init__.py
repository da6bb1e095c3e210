"""The shelf of themes: each file defines ``THEME``; the file's name is the theme's."""
