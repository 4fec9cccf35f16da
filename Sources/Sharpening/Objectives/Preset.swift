/// Objectives as published trainers have them.
///
/// Learning rates are those of a language model; a table of logits needs its own, of the order of 1. Warm-up and decay of
/// the learning rate are left out, and so is the batch over prompts, which is the trainer's.
public enum Preset: String, CaseIterable, Codable, Sendable {
  /// The paper's runs: Table 7.
  case paper
  /// verl with its GRPO estimator and every other value as verl sets it.
  case verl
  /// TRL's GRPOTrainer as it is without options.
  case trl
  /// TTRL's script for AIME.
  case ttrl
  /// Dr. GRPO, in verl's own recipe for it.
  case drGRPO = "dr-grpo"

  /// The objective with a reward; majority voting unless another is named.
  public func objective(reward: Reward = .majorityVoting()) -> Objective {
    switch self {
    case .paper: Self.paper(reward)
    case .verl: Self.verl(reward)
    case .trl: Self.trl(reward)
    case .ttrl: Self.ttrl(reward)
    case .drGRPO: Self.drGRPO(reward)
    }
  }

  /// Table 7: GRPO in verl, learning rate 1e-6, 8 rollouts at temperature 1, mini-batch equal to the batch, no
  /// divergence, no entropy bonus, 1 epoch; the rest is verl's.
  private static func paper(_ reward: Reward) -> Objective { verl(reward) }

  /// verl at commit b178a3cd (January 2026).
  ///
  /// `trainer/config/actor/actor.yaml`: clip_ratio_low = clip_ratio_high = 0.2, clip_ratio_c = 3, loss_agg_mode token-mean,
  /// entropy_coeff 0, use_kl_loss false, ppo_epochs 1, lr 1e-6, weight_decay 0.01; `actor/dp_actor.yaml`: grad_clip 1;
  /// `optim/fsdp.yaml`: AdamW, betas 0.9 and 0.999; `rollout/rollout.yaml`: temperature 1, top_p 1, top_k −1.
  /// `trainer/ppo/core_algos.py`: GRPO divides by the deviation with ddof 1 plus 1e-6. verl's own n is 1, which GRPO
  /// cannot use; 8 is the paper's (Table 7).
  private static func verl(_ reward: Reward) -> Objective {
    Objective(
      reward: reward, advantage: .verl, loss: PolicyLoss(),
      update: .policyGradient(GradientStep(.adam(1e-6, weightDecay: 0.01, clipNorm: 1))))
  }

  /// TRL at commit f2cd5771 (July 2026), `trainer/grpo_config.py`.
  ///
  /// num_generations 8, learning_rate 1e-6, beta 0, epsilon 0.2 on both sides, delta none (no dual clip), loss_type dapo
  /// (mean over the tokens of the batch), importance_sampling_level token, scale_rewards group, num_iterations 1,
  /// temperature 1, top_p 1, top_k 0. `trainer/grpo_trainer.py`: deviation with ddof 1 plus 1e-4. The optimiser is that of the
  /// library's TrainingArguments: AdamW with 0.9, 0.999, 1e-8, no decay, max_grad_norm 1.
  private static func trl(_ reward: Reward) -> Objective {
    Objective(
      reward: reward, advantage: .trl, loss: PolicyLoss(clip: .symmetric(0.2)),
      update: .policyGradient(GradientStep(.adam(1e-6, clipNorm: 1))))
  }

  /// TTRL at commit 3e2cc937 (May 2025), `examples/ttrl/aime.sh`.
  ///
  /// 64 votes, of which 32 rollouts are trained on, learning rate 5e-7, use_kl_loss with verl's coefficient 0.001 and
  /// low_var_kl, estimator grpo, temperature 1. The batch of 8 prompts is cut into mini-batches of 1, which here, where a
  /// problem stands for itself, is no cut. The rest is that version's `ppo_trainer.yaml`: clip 0.2, bound 3, token-mean.
  private static func ttrl(_ reward: Reward) -> Objective {
    Objective(
      reward: reward, advantage: .verl, loss: PolicyLoss(), kl: KLPenalty(.verl, coefficient: 0.001),
      update: .policyGradient(GradientStep(.adam(5e-7, weightDecay: 0.01, clipNorm: 1))), rollouts: 64,
      trained: 32)
  }

  /// verl's documentation of GRPO, section on Dr. GRPO.
  ///
  /// loss_agg_mode seq-mean-token-sum-norm, use_kl_loss false, norm_adv_by_std_in_grpo false. The normaliser is the longest
  /// response; Table 7's 7168 tokens stand here.
  private static func drGRPO(_ reward: Reward) -> Objective {
    var objective = verl(reward)
    objective.advantage = .meanOnly
    objective.loss.aggregation = .sequenceMeanTokenSumNorm
    objective.loss.normaliser = 7168
    return objective
  }
}
