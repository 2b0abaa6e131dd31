"""Steps 3 and 4: components and their connections, views of the architecture, and architectural approaches."""
