/* From a text to its terms: words, word n-grams, character n-grams inside words; after terms.py. */
#include "counting.h"

uint8_t word_letters[0x10000];

/* Words are gathered so many at a time, then hashed, then looked up: see radeh_persian's scanning.c. */
#define MOST_GATHERED 64

typedef struct {
    size_t start, length;
    uint32_t hash;
} Gathered;

static int
give(Terming *terming, Gathered *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        words[i].hash = radeh_hash_padded(terming->letters + words[i].start, words[i].length);
        RADEH_PREFETCH(&terming->table->places[words[i].hash & terming->table->mask]);
    }
    for (size_t i = 0; i < count; i++) {
        radeh_place place = terming->table->places[words[i].hash & terming->table->mask];
        if (place.number != RADEH_NONE)
            RADEH_PREFETCH(&terming->table->entries[place.number]);
    }
    for (size_t i = 0; i < count; i++) {
        const Py_UCS4 *letters = terming->letters + words[i].start;
        uint32_t number = radeh_find_padded(terming->table, letters, words[i].length, words[i].hash);
        if (number != RADEH_NONE ? terming->known(terming->self, number) < 0
                                 : terming->term(terming->self, letters, words[i].length,
                                                 words[i].hash) < 0)
            return -1;
    }
    return 0;
}

/* Every word is a term; the words gathered lie at multiples of the stride, zeros behind them. */
#define GATHER(type)                                                                        \
    for (Py_ssize_t i = 0; i <= length; i++) {                                              \
        Py_UCS4 letter = i < length ? ((const type *)text)[i] : ' ';                        \
        if (is_word_letter(letter)) {                                                       \
            terming->letters[used++] = letter;                                              \
        } else if (used > start) {                                                          \
            memset(terming->letters + used, 0, RADEH_STRIDE * sizeof(Py_UCS4));             \
            words[count++] = (Gathered){start, used - start, 0};                            \
            start = used = (used + RADEH_STRIDE - 1) / RADEH_STRIDE * RADEH_STRIDE;         \
            if (count == MOST_GATHERED) {                                                   \
                if (give(terming, words, count) < 0)                                        \
                    return -1;                                                              \
                count = used = start = 0;                                                   \
            }                                                                               \
        }                                                                                   \
    }

static int
each_word(Terming *terming, int kind, const void *text, Py_ssize_t length)
{
    Gathered words[MOST_GATHERED];
    size_t used = 0, start = 0, count = 0;
    /* No gathering has more letters than the text, and zeros behind each word. */
    if (radeh_reserve((void **)&terming->letters, &terming->letters_room,
                      (size_t)length + (MOST_GATHERED + 2) * RADEH_STRIDE, sizeof(Py_UCS4)) < 0)
        return -1;
    if (kind == 1) {
        GATHER(Py_UCS1)
    } else if (kind == 2) {
        GATHER(Py_UCS2)
    } else {
        GATHER(Py_UCS4)
    }
    return give(terming, words, count);
}

/* Write the words of a text with a space between, before and after; each becomes a slice. */
static int
split(Terming *terming, int kind, const void *text, Py_ssize_t length)
{
    size_t used = 1, word = 1;
    terming->n_words = 0;
    /* No text has more letters and spaces than this, nor more words. */
    if (radeh_reserve((void **)&terming->letters, &terming->letters_room, (size_t)length + 3,
                      sizeof *terming->letters) < 0 ||
        radeh_reserve((void **)&terming->starts, &terming->starts_room, (size_t)length / 2 + 3,
                      sizeof *terming->starts) < 0)
        return -1;
    Py_UCS4 *letters = terming->letters;
    letters[0] = ' ';
    for (Py_ssize_t i = 0; i <= length; i++) {
        Py_UCS4 letter = i < length ? PyUnicode_READ(kind, text, i) : ' ';
        if (is_word_letter(letter)) {
            letters[used++] = letter;
        } else if (used > word) {
            letters[used++] = ' ';
            terming->starts[terming->n_words++] = word;
            word = used;
        }
    }
    if (terming->n_words)
        terming->starts[terming->n_words] = used;
    return 0;
}

static int
emit(Terming *terming, const Py_UCS4 *letters, size_t length)
{
    return terming->term(terming->self, letters, length, radeh_hash(letters, length));
}

static int
word_ngrams(Terming *terming, const Analyzer *analyzer)
{
    size_t high = (size_t)analyzer->high, low = (size_t)analyzer->low;
    for (size_t size = low; size <= high && size <= terming->n_words; size++)
        for (size_t i = 0; i + size <= terming->n_words; i++) {
            size_t start = terming->starts[i], end = terming->starts[i + size] - 1;
            if (emit(terming, terming->letters + start, end - start) < 0)
                return -1;
        }
    return 0;
}

static int
character_ngrams(Terming *terming, const Analyzer *analyzer)
{
    for (size_t i = 0; i < terming->n_words; i++) {
        const Py_UCS4 *padded = terming->letters + terming->starts[i] - 1;
        size_t length = terming->starts[i + 1] - terming->starts[i] + 1;
        for (size_t size = (size_t)analyzer->low; size <= (size_t)analyzer->high; size++) {
            if (size >= length) { /* a short word counts once, whole */
                if (emit(terming, padded, length) < 0)
                    return -1;
                break;
            }
            for (size_t at = 0; at + size <= length; at++)
                if (emit(terming, padded + at, size) < 0)
                    return -1;
        }
    }
    return 0;
}

int
each_term(Terming *terming, const Analyzer *analyzer, int kind, const void *text,
          Py_ssize_t length)
{
    if (!analyzer->characters && analyzer->low == 1 && analyzer->high == 1)
        return each_word(terming, kind, text, length);
    if (split(terming, kind, text, length) < 0)
        return -1;
    return analyzer->characters ? character_ngrams(terming, analyzer)
                                : word_ngrams(terming, analyzer);
}

void
terming_close(Terming *terming)
{
    free(terming->letters);
    free(terming->starts);
}
