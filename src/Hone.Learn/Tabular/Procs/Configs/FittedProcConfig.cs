namespace Hone.Learn;

/// <summary>What a step has learned from the training rows, as data: enough to do the same to new rows in another program.</summary>
/// <remarks>Records of numbers, texts and lists, which go into JSON; never code. A model file names the record, and a reader builds only what it knows by that name.</remarks>
public abstract record FittedProcConfig
{
    /// <summary>Makes the step again.</summary>
    /// <returns>A step that does to new rows what the fitted one does.</returns>
    /// <exception cref="HoneException">The record contradicts itself.</exception>
    public abstract FittedProc Build();
}
