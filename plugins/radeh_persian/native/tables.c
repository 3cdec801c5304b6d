/* From Python's tables to a Reading: the dictionary that radeh_persian/tables.py makes. */
#include "reader.h"
#include "state.h"

static PyObject *
item(PyObject *tables, const char *name)
{
    PyObject *found = PyDict_GetItemString(tables, name);
    if (found == NULL)
        PyErr_Format(PyExc_KeyError, "the tables of a reading lack %s", name);
    return found;
}

static int
copy_letters(PyObject *string, Letters *letters)
{
    if (!PyUnicode_Check(string)) {
        PyErr_SetString(PyExc_TypeError, "letters must be given as a string");
        return -1;
    }
    letters->letters = PyUnicode_AsUCS4Copy(string);
    letters->length = PyUnicode_GET_LENGTH(string);
    return letters->letters == NULL ? -1 : 0;
}

static int
letters_of(PyObject *tables, const char *name, Letters *letters)
{
    PyObject *string = item(tables, name);
    return string == NULL ? -1 : copy_letters(string, letters);
}

static int
letter_of(PyObject *tables, const char *name, Py_UCS4 *letter)
{
    PyObject *string = item(tables, name);
    if (string == NULL)
        return -1;
    if (!PyUnicode_Check(string) || PyUnicode_GET_LENGTH(string) != 1) {
        PyErr_Format(PyExc_ValueError, "%s must be one letter", name);
        return -1;
    }
    *letter = PyUnicode_READ_CHAR(string, 0);
    return 0;
}

/* Copy a tuple of at most `most` strings; return how many, or -1. */
static int
several(PyObject *tables, const char *name, Letters *letters, Py_ssize_t most)
{
    PyObject *tuple = item(tables, name);
    if (tuple == NULL)
        return -1;
    if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) > most) {
        PyErr_Format(PyExc_ValueError, "%s must be a tuple of at most %zd strings", name, most);
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++)
        if (copy_letters(PyTuple_GET_ITEM(tuple, i), &letters[i]) < 0 || !letters[i].length)
            return -1;
    return (int)PyTuple_GET_SIZE(tuple);
}

/* Intern the keys of a dictionary; room for `size` bytes a key is put into `values`. */
static int
keys_of(PyObject *tables, const char *name, radeh_strings *keys, void **values, size_t size)
{
    PyObject *dictionary = item(tables, name), *key, *value;
    Py_ssize_t at = 0;
    if (dictionary == NULL || radeh_strings_open(keys) < 0)
        return -1;
    if (!PyDict_Check(dictionary)) {
        PyErr_Format(PyExc_TypeError, "%s must be a dictionary", name);
        return -1;
    }
    *values = calloc((size_t)PyDict_GET_SIZE(dictionary) + 1, size);
    if (*values == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    while (PyDict_Next(dictionary, &at, &key, &value))
        if (!PyUnicode_Check(key) || radeh_intern_object(keys, key) < 0)
            return -1;
    return 0;
}

/* The values of a dictionary come in the order in which its keys were interned. */
static int
fill_values(Reading *reading, PyObject *tables)
{
    PyObject *key, *value;
    Py_ssize_t at = 0, i = 0;
    if (keys_of(tables, "marked", &reading->marked, (void **)&reading->marks, sizeof(uint32_t)) < 0)
        return -1;
    for (; PyDict_Next(item(tables, "marked"), &at, &key, &value); i++)
        reading->marks[i] |= (uint32_t)PyLong_AsUnsignedLong(value);
    if (keys_of(tables, "lasts", &reading->lasts, (void **)&reading->lengths, 1) < 0)
        return -1;
    for (at = i = 0; PyDict_Next(item(tables, "lasts"), &at, &key, &value); i++)
        reading->lengths[i] = (uint8_t)PyLong_AsUnsignedLong(value);
    if (keys_of(tables, "two", &reading->two, (void **)&reading->two_lengths, 1) < 0)
        return -1;
    for (at = i = 0; PyDict_Next(item(tables, "two"), &at, &key, &value); i++)
        reading->two_lengths[i] = (uint8_t)PyLong_AsUnsignedLong(value);
    if (keys_of(tables, "rules", &reading->runs, (void **)&reading->readings, sizeof(Letters)) < 0)
        return -1;
    for (at = i = 0; PyDict_Next(item(tables, "rules"), &at, &key, &value); i++)
        if (copy_letters(value, &reading->readings[i]) < 0)
            return -1;
    reading->has_rules = i > 0;
    return PyErr_Occurred() ? -1 : 0;
}

static int
limit(PyObject *limits, const char *name, int *value)
{
    PyObject *number = item(limits, name);
    *value = number == NULL ? -1 : (int)PyLong_AsLong(number);
    return PyErr_Occurred() ? -1 : 0;
}

static int
fill_limits(Limits *limits, PyObject *given)
{
    struct {
        const char *name;
        int *value;
    } all[] = {
        {"longest_line", &limits->longest_line},
        {"longest_furniture", &limits->longest_furniture},
        {"longest_headed", &limits->longest_headed},
        {"longest_headline", &limits->longest_headline},
        {"shortest_headline", &limits->shortest_headline},
        {"longest_scrap", &limits->longest_scrap},
        {"longest_byline", &limits->longest_byline},
        {"most_scraps", &limits->most_scraps},
        {"shortest_sentence", &limits->shortest_sentence},
        {"longest_lead", &limits->longest_lead},
        {"longest_signature", &limits->longest_signature},
        {"longest_cell", &limits->longest_cell},
        {"shortest_glued", &limits->shortest_glued},
        {"other_words_of_date", &limits->other_words_of_date},
        {"longest_date", &limits->longest_date},
        {"longest_run", &limits->longest_run},
        {"longest_chain", &limits->longest_chain},
        {"longest_agency", &limits->longest_agency},
        {"longest_inline", &limits->longest_inline},
        {"longest_end", &limits->longest_end},
        {"longest_head", &limits->longest_head},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (limit(given, all[i].name, all[i].value) < 0)
            return -1;
    PyObject *share = item(given, "glued_share");
    limits->glued_share = share == NULL ? 0 : PyFloat_AsDouble(share);
    return PyErr_Occurred() ? -1 : 0;
}

static int
fill_signs(Reading *reading, PyObject *signs)
{
    struct {
        const char *name;
        Letters *letters;
    } all[] = {
        {"silent", &reading->silent},
        {"respelt_from", &reading->respelt_from},
        {"respelt_to", &reading->respelt_to},
        {"breaks", &reading->breaks},
        {"strong", &reading->strong},
        {"weak", &reading->weak},
        {"weak_pair", &reading->weak_pair},
        {"dashes", &reading->dashes},
        {"sentence_ends", &reading->sentence_ends},
        {"closers", &reading->closers},
        {"full_stops", &reading->full_stops},
        {"tail_ends", &reading->tail_ends},
        {"copyright_sign", &reading->copyright_sign},
        {"copyright_word", &reading->copyright_word},
        {"ellipsis", &reading->ellipsis},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (letters_of(signs, all[i].name, all[i].letters) < 0)
            return -1;
    if (reading->silent.length != 1 || reading->weak_pair.length != 2 ||
        reading->copyright_sign.length != 1 || reading->copyright_word.length < 2 ||
        reading->respelt_from.length != reading->respelt_to.length) {
        PyErr_SetString(PyExc_ValueError, "signs of a reading have other lengths than is known");
        return -1;
    }
    return letter_of(signs, "first_persian", &reading->first_persian) < 0 ||
                   letter_of(signs, "last_persian", &reading->last_persian) < 0 ||
                   letter_of(signs, "last_latin", &reading->last_latin) < 0 ||
                   letter_of(signs, "open_quote", &reading->open_quote) < 0 ||
                   letter_of(signs, "close_quote", &reading->close_quote) < 0 ||
                   letter_of(signs, "colon", &reading->colon) < 0
               ? -1
               : 0;
}

/* Make the trie of names; every letter of them may need a node. */
static int
fill_trie(Trie *trie, PyObject *names)
{
    size_t letters = 1, size = 64;
    if (names == NULL || !PyTuple_Check(names))
        return -1;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++)
        letters += (size_t)PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(names, i));
    while (size < 2 * letters)
        size *= 2;
    trie->mask = (uint32_t)size - 1;
    trie->keys = calloc(size, sizeof *trie->keys);
    trie->nodes = calloc(size, sizeof *trie->nodes);
    trie->ends = calloc(letters + 1, 1);
    if (trie->keys == NULL || trie->nodes == NULL || trie->ends == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        uint32_t node = 0;
        for (Py_ssize_t k = 0; k < PyUnicode_GET_LENGTH(name); k++) {
            uint64_t key = ((uint64_t)node << 21 | PyUnicode_READ_CHAR(name, k)) + 1;
            uint32_t at = (uint32_t)(key * 0x9e3779b97f4a7c15u >> 40) & trie->mask;
            while (trie->keys[at] && trie->keys[at] != key)
                at = (at + 1) & trie->mask;
            if (trie->keys[at] == 0) {
                trie->keys[at] = key;
                trie->nodes[at] = ++trie->count;
            }
            node = trie->nodes[at];
        }
        trie->ends[node] = 1;
    }
    return 0;
}

int
tables_fill(Reading *reading, PyObject *tables)
{
    PyObject *limits = item(tables, "limits"), *signs = item(tables, "signs");
    PyObject *table = item(tables, "characters"), *furniture = item(tables, "furniture");
    if (limits == NULL || signs == NULL || table == NULL || furniture == NULL)
        return -1;
    reading->table = Py_NewRef(table);
    reading->furniture = PyObject_IsTrue(furniture);
    if (fill_limits(&reading->limits, limits) < 0 || fill_signs(reading, signs) < 0 ||
        fill_values(reading, tables) < 0 ||
        fill_trie(&reading->names, item(tables, "names")) < 0 ||
        limit(limits, "longest_suffix", &reading->longest_suffix) < 0)
        return -1;
    reading->n_address_marks = several(tables, "address_marks", reading->address_marks, 8);
    reading->n_triggers = several(tables, "triggers", reading->triggers, 64);
    reading->n_after_silent = several(tables, "after_silent", reading->after_silent, 4);
    if (reading->n_address_marks < 0 || reading->n_triggers < 0 || reading->n_after_silent < 0)
        return -1;
    for (int k = 0; k < reading->n_address_marks; k++) {
        Letters mark = reading->address_marks[k];
        if (mark.letters[mark.length - 1] > 126) {
            PyErr_SetString(PyExc_ValueError, "the marks of addresses must be ASCII");
            return -1;
        }
        reading->ends_mark[mark.letters[mark.length - 1]] = 1;
    }
    return 0;
}

static void
free_letters(Letters *letters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        PyMem_Free(letters[i].letters);
}

void
tables_free(Reading *reading)
{
    if (reading->readings != NULL)
        free_letters(reading->readings, reading->runs.count);
    Letters *all[] = {&reading->silent, &reading->respelt_from, &reading->respelt_to,
                      &reading->breaks, &reading->strong, &reading->weak, &reading->weak_pair,
                      &reading->dashes, &reading->sentence_ends, &reading->closers,
                      &reading->full_stops, &reading->tail_ends, &reading->copyright_sign,
                      &reading->copyright_word, &reading->ellipsis};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free_letters(all[i], 1);
    free_letters(reading->address_marks, 8);
    free_letters(reading->triggers, 64);
    free_letters(reading->after_silent, 4);
    free(reading->readings);
    free(reading->marks);
    free(reading->lengths);
    free(reading->two_lengths);
    free(reading->names.keys);
    free(reading->names.nodes);
    free(reading->names.ends);
    radeh_strings_close(&reading->marked);
    radeh_strings_close(&reading->runs);
    radeh_strings_close(&reading->lasts);
    radeh_strings_close(&reading->two);
    Py_CLEAR(reading->table);
}
