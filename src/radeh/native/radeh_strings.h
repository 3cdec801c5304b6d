/* A table of strings: each gets the number of its first coming; exact, growing, by open addressing.
 *
 * A string costs 16 bytes, 32 for each eight characters begun, and 16 to 32 of places to look it up.
 * No function here needs the GIL; memory comes from malloc, and every failure to get it is told.
 */
#ifndef RADEH_STRINGS_H
#define RADEH_STRINGS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RADEH_NONE UINT32_MAX

#if defined(__GNUC__) || defined(__clang__)
#define RADEH_PREFETCH(address) __builtin_prefetch(address)
#else
#define RADEH_PREFETCH(address) ((void)0)
#endif

typedef struct {
    size_t start;     /* of its characters in `letters` */
    uint32_t length;
    uint32_t hash;
} radeh_string;

typedef struct {
    uint32_t hash;
    uint32_t number; /* RADEH_NONE: nobody is here */
} radeh_place;

typedef struct {
    radeh_string *entries;
    uint32_t count, room;
    Py_UCS4 *letters;
    size_t used, letters_room;
    radeh_place *places;
    uint32_t mask;
} radeh_strings;

/* Letters are hashed, and words compared, so many at a time, zeros behind the last: most words are no
 * longer, and a loop that ends here and there would cost more than it does. */
#define RADEH_STRIDE 8

static inline uint64_t
radeh_hash_block(const Py_UCS4 *letters)
{
    uint64_t pairs[RADEH_STRIDE / 2];
    memcpy(pairs, letters, sizeof pairs);
    return pairs[0] * 0x9e3779b97f4a7c15u + pairs[1] * 0xc2b2ae3d27d4eb4fu +
           pairs[2] * 0xff51afd7ed558ccdu + pairs[3] * 0x165667b19e3779f9u;
}

/* The hash of letters with zeros behind them up to a multiple of the stride. */
static inline uint32_t
radeh_hash_padded(const Py_UCS4 *letters, size_t length)
{
    uint64_t hash = radeh_hash_block(letters);
    for (size_t i = RADEH_STRIDE; i < length; i += RADEH_STRIDE)
        hash = (hash ^ hash >> 29) * 0xd6e8feb86659fd93u + radeh_hash_block(letters + i);
    hash = (hash ^ hash >> 32 ^ length) * 0xd6e8feb86659fd93u;
    return (uint32_t)(hash >> 32);
}

static inline uint32_t
radeh_hash(const Py_UCS4 *letters, size_t length)
{
    Py_UCS4 padded[RADEH_STRIDE];
    size_t whole = length ? (length - 1) / RADEH_STRIDE * RADEH_STRIDE : 0;
    uint64_t hash = 0;
    for (size_t i = 0; i <= whole; i += RADEH_STRIDE) {
        size_t left = length - i < RADEH_STRIDE ? length - i : RADEH_STRIDE;
        memset(padded, 0, sizeof padded);
        memcpy(padded, letters + i, left * sizeof *letters);
        uint64_t block = radeh_hash_block(padded);
        hash = i ? (hash ^ hash >> 29) * 0xd6e8feb86659fd93u + block : block;
    }
    hash = (hash ^ hash >> 32 ^ length) * 0xd6e8feb86659fd93u;
    return (uint32_t)(hash >> 32);
}

/* Open an empty table with places for so many strings, which may become more. */
static inline int
radeh_strings_open_for(radeh_strings *table, size_t expected)
{
    size_t size = 256;
    while (size <= 2 * (expected + 1) && size < (size_t)1 << 31)
        size *= 2;
    memset(table, 0, sizeof *table);
    table->mask = (uint32_t)(size - 1);
    table->places = malloc(size * sizeof *table->places);
    if (table->places == NULL)
        return -1;
    memset(table->places, 0xff, size * sizeof *table->places);
    return 0;
}

static inline int
radeh_strings_open(radeh_strings *table)
{
    return radeh_strings_open_for(table, 0);
}

static inline void
radeh_strings_close(radeh_strings *table)
{
    free(table->entries);
    free(table->letters);
    free(table->places);
    memset(table, 0, sizeof *table);
}

/* Grow an array to hold `wanted` items; return -1 if there is no memory. */
static inline int
radeh_reserve(void **array, size_t *room, size_t wanted, size_t item)
{
    if (wanted <= *room)
        return 0;
    size_t larger = *room ? *room : 64;
    while (larger < wanted)
        larger += larger / 2 + 1;
    if (larger > PTRDIFF_MAX / item)
        return -1;
    void *moved = realloc(*array, larger * item);
    if (moved == NULL)
        return -1;
    *array = moved;
    *room = larger;
    return 0;
}

/* Have room for so many strings, of so many letters with what pads them. */
static inline int
radeh_strings_reserve(radeh_strings *table, size_t strings, size_t letters)
{
    size_t room = table->room;
    if (strings >= UINT32_MAX / 4 ||
        radeh_reserve((void **)&table->entries, &room, strings, sizeof *table->entries) < 0)
        return -1;
    table->room = (uint32_t)room;
    return radeh_reserve((void **)&table->letters, &table->letters_room, letters,
                         sizeof *table->letters);
}

static inline const Py_UCS4 *
radeh_letters(const radeh_strings *table, uint32_t number)
{
    return table->letters + table->entries[number].start;
}

static inline uint32_t
radeh_find_hashed(const radeh_strings *table, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        radeh_place place = table->places[at];
        if (place.number == RADEH_NONE)
            return RADEH_NONE;
        if (place.hash == hash) {
            const radeh_string *entry = &table->entries[place.number];
            const Py_UCS4 *its = table->letters + entry->start;
            if (entry->length == length) {
                size_t i = 0;
                while (i < length && its[i] == letters[i])
                    i++;
                if (i == length)
                    return place.number;
            }
        }
    }
}

static inline uint32_t
radeh_find(const radeh_strings *table, const Py_UCS4 *letters, size_t length)
{
    return radeh_find_hashed(table, letters, length, radeh_hash(letters, length));
}

/* As radeh_find_hashed, of letters with zeros behind them up to a multiple of the stride. */
static inline uint32_t
radeh_find_padded(const radeh_strings *table, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    uint64_t its[RADEH_STRIDE / 2], ours[RADEH_STRIDE / 2];
    radeh_place place = table->places[hash & table->mask];
    if (place.number == RADEH_NONE || place.hash != hash || length > RADEH_STRIDE)
        return radeh_find_hashed(table, letters, length, hash);
    const radeh_string *entry = &table->entries[place.number];
    memcpy(its, table->letters + entry->start, sizeof its);
    memcpy(ours, letters, sizeof ours);
    if (((its[0] ^ ours[0]) | (its[1] ^ ours[1]) | (its[2] ^ ours[2]) | (its[3] ^ ours[3]) |
         (entry->length ^ length)) == 0)
        return place.number;
    return radeh_find_hashed(table, letters, length, hash);
}

static inline int
radeh_strings_widen(radeh_strings *table)
{
    size_t size = 2 * ((size_t)table->mask + 1);
    radeh_place *places = malloc(size * sizeof *places);
    if (places == NULL || size > UINT32_MAX) {
        free(places);
        return -1;
    }
    memset(places, 0xff, size * sizeof *places);
    uint32_t mask = (uint32_t)size - 1;
    for (uint32_t number = 0; number < table->count; number++) {
        uint32_t hash = table->entries[number].hash, at = hash & mask;
        while (places[at].number != RADEH_NONE)
            at = (at + 1) & mask;
        places[at] = (radeh_place){hash, number};
    }
    free(table->places);
    table->places = places;
    table->mask = mask;
    return 0;
}

/* Return the number of a string, giving it one if it is new; RADEH_NONE: there is no memory. */
static inline uint32_t
radeh_intern_hashed(radeh_strings *table, const Py_UCS4 *letters, size_t length, uint32_t hash)
{
    uint32_t number = radeh_find_hashed(table, letters, length, hash);
    if (number != RADEH_NONE)
        return number;
    size_t room = table->room, kept = (length + RADEH_STRIDE) / RADEH_STRIDE * RADEH_STRIDE;
    if (length >= UINT32_MAX || table->count >= UINT32_MAX / 4)
        return RADEH_NONE;
    if ((table->count + 1) * 2 > table->mask && radeh_strings_widen(table) < 0)
        return RADEH_NONE;
    if (radeh_reserve((void **)&table->entries, &room, table->count + 1, sizeof *table->entries) < 0)
        return RADEH_NONE;
    table->room = (uint32_t)room;
    if (radeh_reserve((void **)&table->letters, &table->letters_room, table->used + kept,
                      sizeof *table->letters) < 0)
        return RADEH_NONE;
    memset(table->letters + table->used, 0, kept * sizeof *letters);
    memcpy(table->letters + table->used, letters, length * sizeof *letters);
    number = table->count++;
    table->entries[number] = (radeh_string){table->used, (uint32_t)length, hash};
    table->used += kept;
    uint32_t at = hash & table->mask;
    while (table->places[at].number != RADEH_NONE)
        at = (at + 1) & table->mask;
    table->places[at] = (radeh_place){hash, number};
    return number;
}

static inline uint32_t
radeh_intern(radeh_strings *table, const Py_UCS4 *letters, size_t length)
{
    return radeh_intern_hashed(table, letters, length, radeh_hash(letters, length));
}

/* Intern a Python string; -1 with an exception if there is no memory. Needs the GIL. */
static inline int64_t
radeh_intern_object(radeh_strings *table, PyObject *string)
{
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(string);
    if (letters == NULL)
        return -1;
    uint32_t number = radeh_intern(table, letters, (size_t)PyUnicode_GET_LENGTH(string));
    PyMem_Free(letters);
    if (number == RADEH_NONE) {
        PyErr_NoMemory();
        return -1;
    }
    return number;
}

#endif
