"""The screens: everything that knows Streamlit."""

import gc

# pandas and SciPy are imported by now: the garbage collector would look through them again while the screens are.
gc.freeze()
