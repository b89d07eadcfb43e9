using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>
/// What the vault can measure: every metric of <see cref="KnownMetrics"/>. A closed set: a metric of the caller's own would be handed the test labels.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<VaultMetric>))]
public enum VaultMetric
{
    /// <summary>The share of items whose largest output is that of the label, with its Wilson interval; for masks the mean over images of the share of right pixels. Higher is better.</summary>
    Accuracy,

    /// <summary>The mean of |prediction - label|; lower is better.</summary>
    MeanAbsoluteError,

    /// <summary>The area under the ROC curve of two classes; higher is better.</summary>
    Auc,

    /// <summary>The mean recall of the classes that occur; higher is better.</summary>
    BalancedAccuracy,

    /// <summary>The same as <see cref="LogLoss"/>, under its name in deep learning.</summary>
    CrossEntropy,

    /// <summary>For masks: the mean over images of the mean over the classes that occur in the image of 2 TP / (actual + predicted); higher is better.</summary>
    Dice,

    /// <summary>1 - <see cref="Accuracy"/>; lower is better.</summary>
    ErrorRate,

    /// <summary>2 TP / (actual + predicted), of class 1 where there are two, else the mean over classes; higher is better.</summary>
    F1,

    /// <summary>For masks: the mean over images of the mean over the classes that occur in the image of TP / (TP + FP + FN); higher is better.</summary>
    Iou,

    /// <summary>The mean of -ln of the probability of the label; lower is better.</summary>
    LogLoss,

    /// <summary>The mean of (prediction - label)²; lower is better.</summary>
    MeanSquaredError,

    /// <summary>1 - Σ(label - prediction)² / Σ(label - mean)²; higher is better.</summary>
    R2,

    /// <summary>√ of the mean of (prediction - label)²; lower is better.</summary>
    RootMeanSquaredError,

    /// <summary>√ of the mean of (ln(1 + prediction) - ln(1 + label))²; lower is better.</summary>
    RootMeanSquaredLogError,
}
