/* From a text to its terms: words, word n-grams, character n-grams inside words; after terms.py. */
#include "counting.h"

uint8_t word_letters[0x10000];

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
word_ngrams(Terming *terming, const Analyzer *analyzer)
{
    size_t high = (size_t)analyzer->high, low = (size_t)analyzer->low;
    for (size_t size = low; size <= high && size <= terming->n_words; size++)
        for (size_t i = 0; i + size <= terming->n_words; i++) {
            size_t start = terming->starts[i], end = terming->starts[i + size] - 1;
            if (terming->term(terming->self, terming->letters + start, end - start) < 0)
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
                if (terming->term(terming->self, padded, length) < 0)
                    return -1;
                break;
            }
            for (size_t at = 0; at + size <= length; at++)
                if (terming->term(terming->self, padded + at, size) < 0)
                    return -1;
        }
    }
    return 0;
}

int
each_term(Terming *terming, const Analyzer *analyzer, int kind, const void *text,
          Py_ssize_t length)
{
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
