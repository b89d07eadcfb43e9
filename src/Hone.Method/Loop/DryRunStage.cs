using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>A stage of a dry run, in the order in which they come.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DryRunStage>))]
public enum DryRunStage
{
    /// <summary>The learner is made.</summary>
    Create,

    /// <summary>A training batch is read and transformed.</summary>
    Load,

    /// <summary>The model answers.</summary>
    Forward,

    /// <summary>The loss of the answer.</summary>
    Loss,

    /// <summary>The gradients.</summary>
    Backward,

    /// <summary>The optimizer changes the parameters.</summary>
    Step,

    /// <summary>A validation batch is read and judged.</summary>
    Validate,

    /// <summary>The metrics have values.</summary>
    Metric,

    /// <summary>A checkpoint is written.</summary>
    Save,

    /// <summary>The checkpoint is read into a new model, which must predict the same.</summary>
    Reload,

    /// <summary>Items without labels are predicted.</summary>
    Predict,

    /// <summary>The predictions are written as rows and read back.</summary>
    Submission,
}
