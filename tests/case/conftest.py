"""Properties may take their time: how busy the machine is says nothing about them."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
