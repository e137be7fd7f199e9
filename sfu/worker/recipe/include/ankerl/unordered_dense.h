// The part of ankerl::unordered_dense that mediasoup-worker uses, on Abseil's flat hash tables: Debian has no
// package of the original. Like there, iterators and references do not outlive an insertion; unlike there, the
// order of iteration is unspecified.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <functional>
#include <iterator>

namespace ankerl::unordered_dense
{
	template<class T>
	struct hash : absl::Hash<T>
	{
	};

	template<class Table>
	class table : public Table
	{
	public:
		using Table::erase;
		using Table::Table;

		// Abseil's erase(iterator) returns nothing; the original returns the element that follows.
		typename Table::iterator erase(typename Table::iterator it)
		{
			const auto next = std::next(it);

			Table::erase(it);

			return next;
		}
	};

	template<class Key, class Value, class Hash = hash<Key>, class Equal = std::equal_to<Key>>
	using map = table<absl::flat_hash_map<Key, Value, Hash, Equal>>;

	template<class Key, class Hash = hash<Key>, class Equal = std::equal_to<Key>>
	using set = table<absl::flat_hash_set<Key, Hash, Equal>>;
} // namespace ankerl::unordered_dense
