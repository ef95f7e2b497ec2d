"""Many articles: runs, worker processes, rebuilds and watches."""
