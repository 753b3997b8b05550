"""The review pages, for people who do not use a command line: one process, on this machine only.

Guarantee: the server listens on the loopback address, answers only requests that name it in
``Host`` and come from its own pages, and only to the browser that was handed its token. It keeps
nothing: what is decided is written at once into the case folder, and pages are never stored by
the browser (``no-store``). No document text gets into an address or a log.

Residual risk: another program of the same user on the same machine can read the case folder
anyway; browsers send a cookie to every port of one host, so a second local server that the user
visits would be sent the cookie's value.
"""
