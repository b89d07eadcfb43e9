namespace Hone.Nn;

/// <summary>How the output of a model is read.</summary>
public enum PredictionKind
{
    /// <summary>One class of several: the softmax over the second axis gives probabilities, the most likely class is the answer.</summary>
    Classes,

    /// <summary>Any number of labels: the sigmoid gives a probability for each, those above a threshold are the answer.</summary>
    Labels,

    /// <summary>Numbers as they are.</summary>
    Numbers,
}
