"""The engine that the page starts: runtime, wheel of the core, and the memory of one that has started."""
