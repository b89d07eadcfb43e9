namespace Hone.Learn;

/// <summary>A row while a tree grows: what a split needs lies together and moves together.</summary>
/// <param name="Weight">Above 0.</param>
/// <param name="Target">The number to predict, or the index of the class.</param>
/// <param name="Row">Where the codes of the row are.</param>
internal readonly record struct TrainingRow(double Weight, double Target, int Row);
