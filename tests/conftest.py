"""What every test starts from: the shipped data, and the same examples on every machine."""

import os

from hypothesis import HealthCheck, settings

# A developer's own data must not decide a test; tests that need other folders set these themselves.
for name in [name for name in os.environ if name.startswith("PROVINDEX_")]:
    del os.environ[name]

# The same examples everywhere, so that a failure can be repeated; no time limits, so that a busy
# machine is not a failure.
settings.register_profile("provindex", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("provindex")
