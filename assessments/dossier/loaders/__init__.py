"""One loader per cluster, each a fixed number of queries, however many rows there are."""
