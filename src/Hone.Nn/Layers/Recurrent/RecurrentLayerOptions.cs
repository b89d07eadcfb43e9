using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>Options of <see cref="Lstm"/> and <see cref="Gru"/>; PyTorch's arguments.</summary>
public sealed record RecurrentLayerOptions
{
    /// <summary>Number of layers, each fed with the output of the one before; 1 unless set. PyTorch's <c>num_layers</c>.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether each layer also reads the sequence backward and gives both outputs side by side; false unless set.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Whether input and output are [batch, time, features]; false, as in PyTorch, stands for [time, batch, features], the order in which the steps run.</summary>
    public bool BatchFirst { get; init; }

    /// <summary>Whether biases are added, two for each sum, as in PyTorch; true unless set.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Fraction of each layer's output, but the last one's, that is dropped in training; 0 unless set.</summary>
    public double Dropout { get; init; }

    /// <summary>
    /// Whether a batch begins with the last states of the batch before, without their history, instead of zeros; false, as in PyTorch, unless set. For batches whose rows go on where the same rows
    /// of the batch before ended, as in fastai's language models.
    /// </summary>
    /// <remarks>
    /// States that a call gives itself come first. Where the number of rows changes, fastai's rule holds: of a smaller batch each row goes on, and the states of the rows beyond are lost; in a larger one
    /// the new rows begin with zeros. <see cref="IResettable.Reset"/> forgets the states; the callback <c>ModelResetter</c> does so before each training and validation part. They are no part of the
    /// weights, and a model file leaves this option out, because a predictor answers each item by itself. A layer that carries states serves one thread at a time, in one direction.
    /// </remarks>
    [JsonIgnore]
    public bool CarryState { get; init; }
}
