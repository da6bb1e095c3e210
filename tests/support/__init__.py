"""What several test files share: finding outside tools, running the product, measuring what it wrote."""
