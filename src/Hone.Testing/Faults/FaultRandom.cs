namespace Hone.Testing;

/// <summary>Random numbers for generated data.</summary>
internal sealed class FaultRandom(ulong seed)
{
    private readonly Random _random = new((int)(seed * 2654435761 % int.MaxValue));

    public int Below(int count) => _random.Next(count);

    public double Uniform() => _random.NextDouble();

    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A normal number, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public void Shuffle<T>(T[] values) => _random.Shuffle(values);
}
