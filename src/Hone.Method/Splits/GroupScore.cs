namespace Hone.Method;

/// <summary>
/// How far an assignment of groups to parts is from what was asked for; less is better. First counts how many (part, class) pairs have
/// no item at all, then the distance Σ (count - wanted)² / wanted over all pairs, where wanted = share of the part x items of the class.
/// </summary>
/// <param name="Lacking">Pairs of a part and a class without an item.</param>
/// <param name="Distance">The distance from the wanted counts; 0 when every part has its share of every class.</param>
internal readonly record struct GroupScore(int Lacking, double Distance)
{
    // Distances that are equal on paper differ in their last bits; compared without a tolerance, these bits would decide.
    private const double Tolerance = 1e-9;

    public bool IsBetterThan(GroupScore other) =>
        Lacking < other.Lacking || (Lacking == other.Lacking && Distance < other.Distance - (Tolerance * (1 + other.Distance)));

    public bool IsAsGoodAs(GroupScore other) => !IsBetterThan(other) && !other.IsBetterThan(this);
}
