"""The screens: everything that knows Streamlit."""

import gc
import sys

# pandas and SciPy are imported by now: the garbage collector would look through them again while the screens are.
gc.freeze()

# A thread that computes lets the others go on after half a millisecond, not after five: the server hands out the page's
# scripts and other visitors' figures meanwhile. First figure after a start 1.26 times the empty page's instead of 1.33;
# of thirty visitors 95 % are answered within 107 ms instead of 132.
sys.setswitchinterval(0.0005)
