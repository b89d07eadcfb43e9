namespace Hone.Testing;

/// <summary>Where a fault is planted.</summary>
public enum FaultKind
{
    /// <summary>In the rows and columns of a table, or in its split.</summary>
    Table,

    /// <summary>In files of images.</summary>
    Images,

    /// <summary>In files of texts.</summary>
    Texts,

    /// <summary>In what a statistic, such as a vocabulary, was fitted on.</summary>
    Statistic,

    /// <summary>In the batches that a model is given.</summary>
    Batch,

    /// <summary>In a model before it is trained.</summary>
    Model,

    /// <summary>In the way in which a model is trained.</summary>
    Training,

    /// <summary>In a metric.</summary>
    Metric,
}
