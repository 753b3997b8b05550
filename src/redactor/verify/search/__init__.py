"""The verifier's own search: what is left in a file that must not be. ``residuals`` makes all of it."""
