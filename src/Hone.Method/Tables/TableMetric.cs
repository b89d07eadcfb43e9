using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How the predictions of a table are scored.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TableMetric>))]
public enum TableMetric
{
    /// <summary>The share of rows whose most probable class is right; higher is better.</summary>
    Accuracy,

    /// <summary>How often a row of the second class gets a higher probability of it than a row of the first: the area under the ROC curve, for two classes; higher is better.</summary>
    RocAuc,

    /// <summary>The root of the mean squared error, in the units of the target; lower is better.</summary>
    Rmse,

    /// <summary>The mean absolute error, in the units of the target; lower is better.</summary>
    Mae,

    /// <summary>The root of the mean squared error of log(1 + y), for targets from 0 that vary by factors; predictions below 0 count as 0; lower is better. Models then learn log(1 + y).</summary>
    Rmsle,
}
