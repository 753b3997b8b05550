"""The whole program on cases of 10, 100 and 1,000 pages, beside the tools that a user would take instead."""
