namespace Hone.Learn;

/// <summary>The shape of one cycle (Smith 2018); fastai's numbers.</summary>
public sealed record OneCycleOptions
{
    /// <summary>The first learning rate is the peak divided by this.</summary>
    public double Div { get; init; } = 25;

    /// <summary>The last learning rate is the peak divided by this.</summary>
    public double DivFinal { get; init; } = 1e5;

    /// <summary>Share of the training up to the peak, 0 to 1.</summary>
    public double PctStart { get; init; } = 0.25;
}
