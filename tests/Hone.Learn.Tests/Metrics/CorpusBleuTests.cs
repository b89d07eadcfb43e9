namespace Hone.Learn.Tests;

/// <summary>BLEU against values worked out by hand from the definition.</summary>
public sealed class CorpusBleuTests
{
    private const int Padding = 1;
    private const int Tokens = 12;

    [Fact]
    public void A_text_that_repeats_one_word_counts_it_as_often_as_the_reference_does()
    {
        // The example of the paper: "the the the the the the the" for "the cat is on the mat", with mteval's 1/2, 1/4 and 1/8 for the longer runs.
        double expected = Math.Pow(2.0 / 7 * (0.5 / 6) * (0.25 / 5) * (0.125 / 4), 0.25);
        Assert.Equal(expected, Bleu([2, 2, 2, 2, 2, 2, 2], [2, 3, 4, 5, 2, 6, Padding]), 1e-12);
    }

    [Fact]
    public void The_reference_itself_has_1_and_its_beginning_pays_for_being_short()
    {
        Assert.Equal(1, Bleu([2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 7]), 1e-12);
        Assert.Equal(Math.Exp(1 - (6.0 / 5)), Bleu([2, 3, 4, 5, 6, Padding], [2, 3, 4, 5, 6, 7]), 1e-12);
    }

    [Fact]
    public void Matches_are_added_over_all_texts_before_they_are_divided()
    {
        var bleu = new CorpusBleu();
        Count(bleu, [2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 7]);

        // Five of six words stand in the reference, then 3 of 5 pairs, 2 of 4 and 1 of 3.
        Count(bleu, [2, 3, 4, 5, 9, 7], [2, 3, 4, 5, 6, 7]);
        double expected = Math.Pow(11.0 / 12 * (8.0 / 10) * (6.0 / 8) * (4.0 / 6), 0.25);
        Assert.Equal(expected, bleu.Value, 1e-12);
        Assert.Equal(2, bleu.Count);
        bleu.Reset();
        Assert.True(double.IsNaN(bleu.Value));
    }

    [Fact]
    public void Padding_ends_a_text_unless_every_place_counts()
    {
        long[] written = [2, 3, 4, 5, Padding, 9];
        long[] reference = [2, 3, 4, 5, Padding, Padding];
        Assert.Equal(1, Bleu(written, reference), 1e-12);
        var everywhere = new CorpusBleu(padding: null);
        Count(everywhere, written, reference);
        Assert.Equal(Math.Pow(5.0 / 6 * (4.0 / 5) * (3.0 / 4) * (2.0 / 3), 0.25), everywhere.Value, 1e-12);
    }

    [Fact]
    public void Texts_of_less_than_four_words_have_0() => Assert.Equal(0, Bleu([2, 3, 4, Padding], [2, 3, 4, Padding]));

    [Fact]
    public void Scores_need_three_axes()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new CorpusBleu().Update(Tensor.Zeros([2, 3]), Tensor.From(new long[6], [2, 3])));
        Assert.Contains("[batch, length, tokens]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
    }

    private static double Bleu(long[] written, long[] reference)
    {
        var bleu = new CorpusBleu(Padding);
        Count(bleu, written, reference);
        return bleu.Value;
    }

    private static void Count(CorpusBleu bleu, long[] written, long[] reference)
    {
        var scores = new float[written.Length * Tokens];
        for (int i = 0; i < written.Length; i++)
        {
            scores[(i * Tokens) + written[i]] = 1;
        }

        bleu.Update(Tensor.From(scores, [1, written.Length, Tokens]), Tensor.From(reference, [1, reference.Length]));
    }
}
