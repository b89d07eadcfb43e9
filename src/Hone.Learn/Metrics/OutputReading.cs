namespace Hone.Learn;

/// <summary>What is done to the raw outputs of a model before a function judges them; fastai's <c>ActivationType</c> and <c>dim_argmax</c>.</summary>
public enum OutputReading
{
    /// <summary>Nothing: <c>[batch, ...]</c> as the model gave them.</summary>
    Raw,

    /// <summary>The sigmoid of every output, for labels.</summary>
    Sigmoid,

    /// <summary>The softmax over the classes.</summary>
    Softmax,

    /// <summary>The most likely class as an index of Int64; the axis of the classes goes.</summary>
    ArgMax,
}
