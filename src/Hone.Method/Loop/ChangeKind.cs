using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a run changed against the one before it (M46).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>Other data.</summary>
    Data,

    /// <summary>Another split or another share of the training items.</summary>
    Split,

    /// <summary>Another model.</summary>
    Architecture,

    /// <summary>Another loss.</summary>
    Loss,

    /// <summary>Another augmentation or other transforms.</summary>
    Augmentation,

    /// <summary>Learning rate, epochs, batch size, optimizer and everything else.</summary>
    Hyperparameter,

    /// <summary>Another seed.</summary>
    Seed,

    /// <summary>A run that was made to learn about the recipe: a baseline, a dry run, a control.</summary>
    Diagnostic,
}
