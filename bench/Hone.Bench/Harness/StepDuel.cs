namespace Hone.Bench.Harness;

/// <summary>A duel whose side of Hone is given as a function: a training step or a forward pass of a whole net.</summary>
internal sealed class StepDuel : Duel
{
    /// <summary>Builds the model and its batch; the result does one step.</summary>
    public required Func<Action> Build { get; init; }

    /// <inheritdoc/>
    public override Action Prepare() => Build();
}
