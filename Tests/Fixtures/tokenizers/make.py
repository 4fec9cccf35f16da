"""Makes the reference tokenizers of TokenizerFileTests: small ones trained by the `tokenizers` library in the manner of five
families, with what that library makes of strings that are hard to cut.

The folder `characters` is written by CharacterTokenizer.save; what `transformers` makes of it is added here.

A second training may break ties otherwise; each folder agrees with itself.

usage: pip install tokenizers transformers; python Tests/Fixtures/tokenizers/make.py
"""

import json
import pathlib
import random

import tokenizers
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

HERE = pathlib.Path(__file__).parent
CORPUS = [
    "The model votes for the answer that most of its rollouts give, and it's sharpened by what it's sure of already.",
    "They're sure they've seen what we'll see; I'm not, I'd say, and she doesn't either.",
    "12 + 345 = 357, 100 * 20 = 2000, 3.14159 and 2,718 are numbers; so are 0 and 99999.",
    "    if answer == gold:\n        return 1\n\n\treturn 0\r\n",
    "Größe, façade, naïve, Ærø, Ω, ß, déjà vu. Привет, мир! 你好，世界。 こんにちは 안녕하세요",
    "the the the answer answer answers answering vote votes voting voter sharpen sharpening sharpened",
] * 4
HARD = [
    "", " ", "  ", "   x", "a", "it's", "IT'S they'Ll we'VE I'd", "don't 'tis ' s", "the answer", " the answer", "the  answer",
    "the   answer\n\n\n  is", "\n", "\r\n", "\r\n\r\n x", "\t\tx\t", "x \n y", "x  \n", "trailing   ", "0", "12", "123", "1234567", "3.14",
    "1,000,000", "x1y22z333", "a+b=c", "!!!", "?! ...", "$\\boxed{42}$", "a_b__c", "e\u0301te\u0301", "\u00e9t\u00e9", "ﬁne",
    "Ωmega", "\u2126", "Straße", "ŉ ǆ", "Привет", "你好，世界", "こんにちは。", "안녕", "\u1112\u1161\u11ab", "🙂", "👩‍👩‍👧‍👦 family", "🇩🇪🇫🇷", "👍🏽",
    "a\u00a0b", "a\u2003b", "a\u3000b", "a\u200bb", "a\u0085b", "a\x0bb\x0cc", "a\u2028b", "\ufeffx", "\u0000", "\x7f", "①②", "Ⅷ", "½", "٣٤٥",
    "नमस्ते", "ไทย", "עִבְרִית", "العربية", "𝒜𝓑", "\U00010348", "<stop>", "a<stop>b", "<stop", "<stop><stop>", " <stop> x", "x<|mark|>y", "<0x41>",
    "▁x", "x▁y", "▁", "naïve Ærø", "'s", "’s", "ſ's", "'ſ", "K", "a'", "(a)", "a/b\\c", "http://x.y/z?q=1&r=2", "mixed123abc 45de",
]
GPT4 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
        r"|\s+(?!\S)|\s+")


def byte_level(pre, normalizer=None, **model):
    tokenizer = Tokenizer(models.BPE(**model))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, dict(initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), vocab_size=420)


def split(digits):
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(GPT4 % digits), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def fallback(normalizer, pre):
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    return tokenizer, dict(special_tokens=["<unk>"] + bytes_, vocab_size=480, limit_alphabet=60)


def families():
    mark = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    return {
        "gpt2": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False)),
        "gpt2_prefixed": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True)),
        "qwen2": byte_level(split(""), normalizers.NFC()),
        "llama3": byte_level(split("{1,3}"), ignore_merges=True),
        "llama2": fallback(mark, None),
        "metaspace": fallback(None, pre_tokenizers.Metaspace(prepend_scheme="first")),
    }


def random_strings(count, seed):
    """Strings of pieces that meet badly: letters, blanks, digits, signs and marks side by side."""
    pieces = ["a", "the", "S", "'s", "'LL", " ", "  ", "\n", "\r\n", "\t", "1", "23", "456", "é", "e\u0301", "ß", "Ω", "界", "🙂", "\u200d",
              "!", "--", "<stop>", "\u00a0", "\u0085", "▁", "_", "ж", "٣", "(", "="]
    draw = random.Random(seed)
    return ["".join(draw.choice(pieces) for _ in range(draw.randint(1, 12))) for _ in range(count)]


def characters():
    """What AutoTokenizer makes of the folder that CharacterTokenizer.save wrote."""
    import transformers

    folder = HERE / "characters"
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    texts = ["3,7,9>24=9-7=2;3*2=6;#3*(9-7)$", "", " ", "  1 \n2", 'V"é\\界$$ ', "e\u0301", "$", "1$2$", " $ "]
    cases = [{"text": text, "tokens": tokenizer(text).input_ids, "decoded": tokenizer.decode(tokenizer(text).input_ids)}
             for text in texts]
    expected = {"made_by": f"transformers {transformers.__version__}", "size": len(tokenizer),
                "stop": tokenizer.eos_token_id, "cases": cases}
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def main():
    characters()
    for number, (name, (tokenizer, options)) in enumerate(families().items()):
        trainer = trainers.BpeTrainer(show_progress=False, **options)
        tokenizer.train_from_iterator(CORPUS, trainer)
        table = json.loads(tokenizer.to_str())
        # Byte tokens are for falling back on, not for finding in a text.
        table["added_tokens"] = [item for item in table["added_tokens"] if not item["content"].startswith("<0x")]
        tokenizer = Tokenizer.from_str(json.dumps(table))
        tokenizer.add_special_tokens([tokenizers.AddedToken("<stop>", normalized=False, special=True)])
        tokenizer.add_tokens([tokenizers.AddedToken("<|mark|>", normalized=True)])
        table = json.loads(tokenizer.to_str())
        if name == "gpt2":
            # The older form of the file.
            table["model"]["merges"] = [" ".join(pair) for pair in table["model"]["merges"]]
        if name == "llama3":
            # A word that is no merge of its parts, found whole where merges are ignored.
            for word in ["Ġanswering", "sharpened"]:
                table["model"]["merges"] = [pair for pair in table["model"]["merges"] if "".join(pair) != word]
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n")
        (folder / "tokenizer_config.json").write_text(json.dumps({"eos_token": "<stop>"}) + "\n")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        cases = []
        for text in HARD + random_strings(150, number):
            tokens = tokenizer.encode(text, add_special_tokens=False).ids
            cases.append({"text": text, "tokens": tokens, "decoded": tokenizer.decode(tokens, skip_special_tokens=False)})
        expected = {"made_by": f"tokenizers {tokenizers.__version__}", "size": tokenizer.get_vocab_size(), "cases": cases}
        (folder / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
