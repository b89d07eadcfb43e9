namespace Hone.Learn.Tests;

public sealed class WordTokenizerTests
{
    [Theory]
    [InlineData("", "xxbos")]
    [InlineData("I LOVED it!!!", "xxbos i xxup loved it xxrep 3 !")]
    [InlineData("Hello, world.", "xxbos xxmaj hello , world .")]
    [InlineData("Don't; it's the DVD's", "xxbos xxmaj do n't ; it 's the xxup dvd 's")]
    [InlineData("he said 'no'", "xxbos he said ' no '")]
    [InlineData("sooooo good", "xxbos s xxrep 5 o good")]
    [InlineData("very very  very very bad", "xxbos xxwrep 4 very bad")]
    [InlineData("no no", "xxbos no no")]
    [InlineData("McDonald iPhone A", "xxbos mcdonald iphone a")]
    [InlineData("a<br /><br />b &amp; c &quot;d&quot;", "xxbos a b & c \" d \"")]
    [InlineData("10,000 in 2001", "xxbos 10 , xxrep 3 0 in 2001")]
    [InlineData("Straße, Über. naïve", "xxbos xxmaj straße , xxmaj über . naïve")]
    [InlineData("ok 😀😀😀😀", "xxbos ok xxrep 4 😀")]
    [InlineData("wasn’t", "xxbos was n't")]
    [InlineData("the 'n' key", "xxbos the ' n ' key")]
    public void Words_marks_repetitions_and_capitals_become_tokens(string text, string tokens)
    {
        Assert.Equal(tokens, string.Join(' ', new WordTokenizer().Tokenize(text)));
    }

    [Fact]
    public void Special_tokens_have_fastais_names_in_fastais_order()
    {
        Assert.Equal(["xxunk", "xxpad", "xxbos", "xxeos", "xxfld", "xxrep", "xxwrep", "xxup", "xxmaj"], SpecialTokens.All);
    }

    [Fact]
    public void Any_text_becomes_tokens_without_spaces_or_capitals()
    {
        var random = new RandomStream(7, "text");
        for (int i = 0; i < 500; i++)
        {
            var letters = new char[(int)(random.NextDouble() * 40)];
            for (int c = 0; c < letters.Length; c++)
            {
                letters[c] = (char)(random.NextDouble() < 0.7 ? 32 + (random.NextDouble() * 95) : random.NextDouble() * 65536);
            }

            IReadOnlyList<string> tokens = new WordTokenizer().Tokenize(new string(letters));
            Assert.Equal(SpecialTokens.Beginning, tokens[0]);
            Assert.All(tokens, token => Assert.NotEmpty(token));
            Assert.DoesNotContain(tokens, token => token.Any(char.IsWhiteSpace) || token.Any(char.IsAsciiLetterUpper));
        }
    }
}
