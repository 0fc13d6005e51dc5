package budget

import (
	"container/list"
	"sync"
)

// Cache keeps values until together they weigh more than its limit; then it forgets those that were not
// asked for longest. Make one with NewCache. Its methods may be called from any goroutine.
type Cache[K comparable, V any] struct {
	limit int

	mu      sync.Mutex
	weight  int
	order   *list.List // of *entry, the last used first
	entries map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

// entryWeight is what an entry takes besides its value, in bytes, roughly.
const entryWeight = 200

// NewCache returns an empty cache whose values may weigh limit bytes together.
func NewCache[K comparable, V any](limit int) *Cache[K, V] {
	return &Cache[K, V]{limit: limit, order: list.New(), entries: map[K]*list.Element{}}
}

// Get returns the value of a key; false if it is not known, or not any more.
func (c *Cache[K, V]) Get(key K) (value V, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[key]
	if e == nil {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true
}

// Put keeps a value of weight bytes, roughly; one heavier than the limit is not kept.
func (c *Cache[K, V]) Put(key K, value V, weight int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.entries[key]; e != nil {
		c.drop(e)
	}
	weight += entryWeight
	if weight > c.limit {
		return
	}
	c.weight += weight
	c.entries[key] = c.order.PushFront(&entry[K, V]{key, value, weight})
	for c.weight > c.limit {
		c.drop(c.order.Back())
	}
}

func (c *Cache[K, V]) drop(e *list.Element) {
	dropped := c.order.Remove(e).(*entry[K, V])
	delete(c.entries, dropped.key)
	c.weight -= dropped.weight
}
