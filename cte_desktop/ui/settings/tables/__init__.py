"""Schools, bells and travel times: tables whose cells are written into, each saved by itself."""
