// Read once, then forced into every C++ source: the headers that most of them read, a third-party library's first of all.
// It may hold only what does not depend on a source's own macros; leaving a header out costs time, nothing else.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <deque>
#include <functional>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <absl/memory/memory.h>
#include <absl/types/optional.h>
#include <ankerl/unordered_dense.h>
#include <flatbuffers/flatbuffers.h>
#include <uv.h>

#include "FBS/message.h"
#include "Logger.hpp"
#include "MediaSoupErrors.hpp"
#include "SharedInterface.hpp"
#include "Utils.hpp"
#include "common.hpp"
