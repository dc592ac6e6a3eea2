"""`python -m tests.readers.dialects --count 2000 --seed 1`"""

import sys

from tests.readers.dialects.report import main

if __name__ == "__main__":
    sys.exit(main())
