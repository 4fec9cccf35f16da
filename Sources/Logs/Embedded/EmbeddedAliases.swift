/// The text of Sources/Logs/aliases.csv; written by Scripts/embed.
enum EmbeddedAliases {
  static let text = #"""
    name,column,unit,remark
    step,step,,
    global_step,step,,
    train/global_step,step,,
    training/global_step,step,,
    trainer/global_step,step,,
    _step,step,,
    iteration,step,,
    iter,step,,
    n_iter,step,,
    majority_voting_reward,majority_voting_reward,fraction,
    majority_ratio,majority_ratio,fraction,
    ground_truth_reward,ground_truth_reward,fraction,
    ground_truth_ratio,ground_truth_reward,fraction,
    label_accuracy,label_accuracy,fraction,
    reward_accuracy,reward_accuracy,fraction,"imported with the source's convention: TTRL counts a group in which no answer can be parsed as agreement"
    pass@#,pass_at_n,fraction,
    pass_#,pass_at_n,fraction,
    pass_at_n,pass_at_n,fraction,
    heldout_accuracy,heldout_accuracy,fraction,
    val-core/*/acc/mean@#,heldout_accuracy,fraction,
    val-core/*/acc/mean_#,heldout_accuracy,fraction,
    val-core/*/reward/mean@#,heldout_accuracy,fraction,"a mean validation reward, an accuracy only where that reward is 0 or 1"
    val-core/*/reward/mean_#,heldout_accuracy,fraction,"a mean validation reward, an accuracy only where that reward is 0 or 1"
    val-core/*/score/mean@#,heldout_accuracy,fraction,"a mean validation score, an accuracy only where that score is 0 or 1"
    val-core/*/score/mean_#,heldout_accuracy,fraction,"a mean validation score, an accuracy only where that score is 0 or 1"
    val/test_score/*,heldout_accuracy,fraction,"a mean validation score, an accuracy only where that score is 0 or 1"
    eval_*_pass1,heldout_accuracy,fraction,
    eval/eval_*_pass1,heldout_accuracy,fraction,
    eval_acc,heldout_accuracy,fraction,
    eval_accuracy,heldout_accuracy,fraction,
    eval/accuracy,heldout_accuracy,fraction,
    eval/acc,heldout_accuracy,fraction,
    val_acc,heldout_accuracy,fraction,
    val_accuracy,heldout_accuracy,fraction,
    val/acc,heldout_accuracy,fraction,
    val/accuracy,heldout_accuracy,fraction,
    test_acc,heldout_accuracy,fraction,
    test_accuracy,heldout_accuracy,fraction,
    eval_acc_percent,heldout_accuracy,percent,
    eval_acc_pct,heldout_accuracy,percent,
    actor_entropy,actor_entropy,nats,
    actor/entropy,actor_entropy,nats,
    actor/entropy_loss,actor_entropy,nats,
    entropy,actor_entropy,nats,
    train/entropy,actor_entropy,nats,
    entropy_avg,actor_entropy,nats,
    entropy_mean,actor_entropy,nats,
    mean_entropy,actor_entropy,nats,
    policy/entropy_avg,actor_entropy,nats,
    policy/entropy,actor_entropy,nats,
    entropy_loss,actor_entropy,nats,
    entropy_bits,actor_entropy,bits,
    answer_entropy,answer_entropy,nats,
    answer_diversity,answer_diversity,fraction,
    rollout/response_length_mean,response_length,tokens,
    response_length,response_length,tokens,
    response_length/mean,response_length,tokens,
    response_length_non_aborted/mean,response_length,tokens,
    completions/mean_length,response_length,tokens,
    completion_length,response_length,tokens,
    avg_response_len,response_length,tokens,
    avg_response_length,response_length,tokens,
    mean_response_length,response_length,tokens,
    response_len,response_length,tokens,
    response_clip_ratio,response_clip_ratio,fraction,
    response_length/clip_ratio,response_clip_ratio,fraction,
    rollout/truncated_rate,response_clip_ratio,fraction,
    completions/clipped_ratio,response_clip_ratio,fraction,
    repetition,repetition,fraction,
    parse_rate,parse_rate,fraction,
    majority_flip_rate,majority_flip_rate,fraction,
    kl_to_start,kl_to_start,nats,
    actor/reward_kl_penalty,kl_to_start,nats,"per token, as the source estimates it against its reference policy"
    critic/kl,kl_to_start,nats,"per token, as the source estimates it against its reference policy"
    actor/kl_loss,kl_to_start,nats,"per token, as the source estimates it against its reference policy"
    kl,kl_to_start,nats,"as the source estimates it against its reference policy, per token in TRL and OpenRLHF"
    objective/kl,kl_to_start,nats,"per answer, as the source estimates it against its reference policy"
    policy/kl,kl_to_start,nats,"as the source estimates it against its reference policy"
    rollout/reward_mean,reward,any,
    reward,reward,any,
    critic/rewards/mean,reward,any,
    critic/score/mean,reward,any,
    reward_avg,reward,any,
    reward_mean,reward,any,
    mean_reward,reward,any,
    avg_reward,reward,any,
    rewards/mean,reward,any,
    objective/scores,reward,any,
    objective/rlhf_reward,reward,any,
    return,reward,any,"a return, from which a penalty may be taken"
    tokens,tokens,tokens,
    """#
}
