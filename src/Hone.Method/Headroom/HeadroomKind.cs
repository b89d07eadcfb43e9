using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>What a run could still gain from.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HeadroomKind>))]
public enum HeadroomKind
{
    /// <summary>A simpler model is better: the run is below a rung of the ladder.</summary>
    BelowBaseline,

    /// <summary>The validation loss is above the training loss: what is learned does not carry over.</summary>
    TrainValidGap,

    /// <summary>Some items that one or two columns describe hold more than their share of the loss.</summary>
    WorstSegment,

    /// <summary>Items whose label the model contradicts with confidence: some of these labels are wrong.</summary>
    LabelNoise,

    /// <summary>More than 15% of the training steps waits for data: the same training could take less time. It costs no error, and the time could go into more of everything else.</summary>
    InputWait,

    /// <summary>Differences smaller than this cannot be told from luck: more validation items, or more seeds, before small steps.</summary>
    NoiseFloor,
}
