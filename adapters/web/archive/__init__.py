"""The archive as pages, a module for each noun: digests, papers, tags with a chart of their months, search, days."""
