"""The machine: paths, settings, log, crash reports and the clock. Standard library and
platformdirs only.
"""
