namespace Hone.Method;

/// <summary>The labels of the training items, as a shuffle of them needs to know them.</summary>
/// <param name="Values">[items, width]: the number of a class, a value, or several values.</param>
/// <param name="Width">How many numbers a label has.</param>
/// <param name="AreClasses">Whether the numbers are those of classes.</param>
/// <param name="Ids">The id of each training item.</param>
internal sealed record TrainingLabels(double[] Values, int Width, bool AreClasses, IReadOnlyList<string> Ids)
{
    /// <summary>How many different labels there are.</summary>
    public int DistinctCount => Enumerable.Range(0, Ids.Count).Select(item => string.Join(' ', Values.Skip(item * Width).Take(Width))).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The most frequent class.</summary>
    public int Majority => (int)Values.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
}
