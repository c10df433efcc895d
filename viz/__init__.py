"""Network views: server-side layout, the offline page, and the web page in `viz/web`."""
