using Hone.Learn.Datasets;

namespace Hone.Learn.Pretrained;

/// <summary>What is known about a net of the zoo: trained by Hone, and part of the assembly.</summary>
public sealed record ZooModel
{
    /// <summary>The name in commands, lower case with hyphens; also that of its folder under <c>release</c> in the repository, with recipe and log.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>The license of the weights.</summary>
    public required string License { get; init; }

    /// <summary>The work to cite.</summary>
    public required string Citation { get; init; }

    /// <summary>The weights, with length and hash.</summary>
    public required DatasetFile File { get; init; }

    /// <summary>Order, range and size of the pixels that the weights were trained with.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>What the weights were trained for, with what result, and how to use them.</summary>
    public required string Training { get; init; }

    /// <summary>The folder of the repository with recipe and log.</summary>
    public string Home => $"release/{Name}";

    internal string Resource => $"zoo/{Name}.safetensors";
}
