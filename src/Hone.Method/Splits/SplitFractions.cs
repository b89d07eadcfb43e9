namespace Hone.Method;

/// <summary>Which share of the items goes to validation and to test; the rest is for training.</summary>
public sealed record SplitFractions
{
    /// <summary>The share of the validation part, from 0 (exclusive) to 1; 0.2 by default, as in fastai.</summary>
    public double Valid { get; init; } = 0.2;

    /// <summary>The share of the test part, from 0 to 1; 0 by default: no test part, for data that comes with one.</summary>
    public double Test { get; init; }

    /// <summary>The share of the training part: what the others leave.</summary>
    public double Train => 1 - Valid - Test;

    /// <summary>The parts that get items, in the order train, valid, test.</summary>
    internal IReadOnlyList<Part> Parts => Test > 0 ? [Part.Train, Part.Valid, Part.Test] : [Part.Train, Part.Valid];

    internal double Of(Part part) => part switch
    {
        Part.Train => Train,
        Part.Valid => Valid,
        _ => Test,
    };

    /// <summary>Returns the fractions as text, such as <c>70% / 20% / 10%</c>.</summary>
    public override string ToString() => string.Join(" / ", Parts.Select(part => Numbers.Percent(Of(part))));

    internal void Validate()
    {
        bool sensible = Valid > 0 && Test >= 0 && Train > 0 && double.IsFinite(Valid) && double.IsFinite(Test);
        if (!sensible)
        {
            throw new SplitException(
                ExitCode.Usage,
                "fractions with valid > 0, test >= 0 and valid + test < 1",
                $"valid {Numbers.Plain(Valid)}, test {Numbers.Plain(Test)}",
                "the fractions of the split",
                Valid > 1 || Test > 1 ? "20% is written 0.2" : "valid 0.2 and test 0.1 leave 70% for training");
        }
    }
}
