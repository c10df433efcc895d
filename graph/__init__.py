"""The domain of 侨图: words, stores, topology, routes and answers. Imports nothing else of ours."""
