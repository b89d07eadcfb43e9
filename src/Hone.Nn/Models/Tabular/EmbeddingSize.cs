namespace Hone.Nn;

/// <summary>Rows and width of an embedding of a categorical column.</summary>
/// <param name="Categories">Number of categories, the unknown one (<c>#na#</c>) included.</param>
/// <param name="Width">Numbers that stand for each.</param>
public sealed record EmbeddingSize(int Categories, int Width)
{
    private const int Widest = 600;

    /// <summary>fastai's rule: width = min(600, round(1.6 n^0.56)), fitted to what worked in competitions.</summary>
    /// <param name="categories">n, the unknown one included; at least 1.</param>
    /// <returns>Such as 73 to 18 and 944 to 74.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no category.</exception>
    public static EmbeddingSize Rule(int categories)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        return new EmbeddingSize(categories, Math.Min(Widest, (int)Math.Round(1.6 * Math.Pow(categories, 0.56))));
    }
}
