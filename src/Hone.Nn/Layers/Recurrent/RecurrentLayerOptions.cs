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
}
